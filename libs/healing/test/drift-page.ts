/** A shop's cart page of our own making: rows, forms, headings, look-alikes, with and without marks. */
export const cartPage = `<!doctype html><html lang="en"><head><title>Cart</title></head><body>
<header><nav aria-label="Main"><a href="/">Home</a> <a href="/shop">Shop</a> <a href="/cart" data-testid="nav-cart">Cart</a> <a href="/login">Log in</a></nav>
<form role="search" action="/search"><label for="q">Search products</label><input id="q" name="q" type="search" placeholder="Lantern, rope…"><button id="go">Search</button></form></header>
<main><h1>Your cart</h1>
<table><thead><tr><th>Product</th><th>Quantity</th><th></th></tr></thead><tbody>
<tr><td><a href="/product/1">Brass lantern</a></td><td><input name="qty-1" aria-label="Quantity of Brass lantern" type="number" value="1"></td><td><button class="link">Remove</button></td></tr>
<tr><td><a href="/product/2">Hemp rope</a></td><td><input name="qty-2" aria-label="Quantity of Hemp rope" type="number" value="2"></td><td><button class="link">Remove</button></td></tr>
</tbody></table>
<section><h2>Delivery</h2><form id="delivery" action="/delivery">
<label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email">
<label for="country">Country</label><select id="country" name="country"><option>Canada</option><option>Norway</option></select>
<label for="city">City</label><input id="city" name="city">
<label><input type="checkbox" id="gift" name="gift"> Gift wrapping</label>
<button class="btn" data-testid="save-delivery">Save</button> <button type="reset" class="btn">Reset</button></form></section>
<section><h2>Summary</h2><dl><dt>Subtotal</dt><dd data-testid="cart-subtotal">$80.00</dd><dt>Shipping</dt><dd data-testid="cart-shipping">$5.00</dd><dt>Total</dt><dd data-testid="cart-total">$85.00</dd></dl>
<button class="btn btn-primary" data-testid="check-out">Check out</button> <button class="btn">Empty cart</button> <a class="btn" href="/shop">Continue shopping</a></section></main>
<footer><h2>Newsletter</h2><form action="/news"><label for="news">E-mail</label><input id="news" name="email" type="email"><button class="btn">Subscribe</button></form><p>Talk to us</p></footer>
</body></html>`;
