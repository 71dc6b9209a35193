/** Pages as found in the wild, each with a few of the things that make elements hard to find again. */
export const shopPage = `<!doctype html><html lang="en"><head><title>Shop</title></head><body>
<header><a href="/" aria-label="Home"><img src="data:," alt=""></a>
<nav aria-label="Main"><ul><li><a href="/books">Books</a></li><li><a href="/games">Games</a></li><li><a href="/cart">Cart (2)</a></li></ul></nav>
<form role="search" action="/search"><label for="q">Search products</label><input id="q" name="q" type="search" placeholder="Search…"><button>Search</button></form></header>
<main><h1>Books</h1><p>Welcome back, dear reader.</p>
<div class="grid">
${['Dune', 'Emma', 'Ulysses'].map((name, index) => `<div class="card css-1a2b3c"><h3><a href="/product/${index + 1}">${name}</a></h3><span class="price">$${index + 9}.00</span><button class="btn">Add to cart</button></div>`).join('')}
</div>
<table><caption>Stock</caption><thead><tr><th>Title</th><th>Left</th></tr></thead><tbody>
<tr><td>Dune</td><td>3</td><td><button>Remove</button></td></tr><tr><td>Emma</td><td>5</td><td><button>Remove</button></td></tr></tbody></table>
<dl><dt>Subtotal</dt><dd>$20.00</dd><dt>Total</dt><dd>$23.80</dd></dl>
<p>Shipping: <strong>$4.99</strong></p>
<button>Save</button><button>Save as draft</button>
<details><summary>More</summary><p>Hidden words</p></details>
<div role="alert">Only 2 left</div>
<output aria-label="Count">7</output>
<ul><li>First thing</li><li>Second thing</li></ul>
<img src="data:," alt="A dragon" width="10" height="10">
<div id="r1d8f3a9" style="cursor:pointer">Click me</div>
</main><footer><a href="/books">Books</a><a href="https://example.org/x?y=1">Elsewhere</a></footer></body></html>`;

export const formPage = `<!doctype html><html><head><title>Sign up</title></head><body><main><h1>Sign up</h1>
<form id="signup" method="post" action="/signup">
<label>E-mail <input type="email" name="email" required maxlength="60" autocomplete="email"></label>
<label for="pw">Password</label><input id="pw" type="password" name="password" required minlength="8" value="geheim99">
<label for="age">Age</label><input id="age" type="number" name="age" min="18" max="99" step="1">
<label for="country">Country</label><select id="country" name="country"><option value="de">Germany</option><option value="fr" selected>France</option></select>
<fieldset><legend>Plan</legend><label><input type="radio" name="plan" value="free" checked> Free</label><label><input type="radio" name="plan" value="pro"> Pro</label></fieldset>
<label><input type="checkbox" name="terms"> I agree</label>
<input type="hidden" name="csrf" value="x"><input name="attributes" aria-label="Odd one"><input name="id" aria-label="Odder one">
<textarea name="bio" placeholder="About you"></textarea>
<button type="button">Cancel</button><button>Create account</button></form></main></body></html>`;

export const framePage = `<!doctype html><html><head><title>Frames</title></head><body><h1>Outside</h1>
<iframe id="pay" srcdoc="<h2>Inside</h2><form><label>Card <input name=card></label><button>Pay</button></form>"></iframe>
<my-box></my-box><closed-box></closed-box>
<script>
customElements.define('my-box', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<section><button>Open sesame</button><p>Shade</p></section>'; } });
customElements.define('closed-box', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'closed' }).innerHTML = '<button>Never seen</button>'; } });
</script></body></html>`;

export const oddPage = `<!doctype html><html><body><svg width="40" height="40"><title>Logo</title><a href="/svg"><text y="20">In svg</text></a></svg>
<p>${'word '.repeat(20_000)}</p>${'<div>'.repeat(450)}<button>Deep</button>${'</div>'.repeat(450)}<my-unknown tabindex="0">Custom</my-unknown>
<a href="http://[bad">Broken</a><form><input name="children"><input name="attributes"><button name="getBoundingClientRect">Go</button></form><h2 aria-level="4">Level</h2></body></html>`;

export const bigPage = (rows: number): string =>
  `<!doctype html><html><body><main><h1>Big</h1><ul>${Array.from({ length: rows }, (_, index) => `<li><a href="/item/${index}">Item ${index}</a> <span>${index}</span> <button>Delete</button></li>`).join('')}</ul></main></body></html>`;
