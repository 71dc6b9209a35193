/** Common words of interfaces in English, German, French and Spanish. The only thing that designers know of any app. */
const anyOf = (...words: string[]): RegExp => new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu');

export const vocabulary = {
  destructive: anyOf(
    'delete', 'remove', 'destroy', 'erase', 'clear', 'reset', 'cancel', 'close account', 'deactivate', 'unsubscribe', 'revoke', 'empty',
    'löschen', 'entfernen', 'zurücksetzen', 'kündigen', 'abbrechen', 'leeren', 'supprimer', 'effacer', 'annuler', 'vider', 'eliminar', 'borrar', 'cancelar', 'vaciar',
  ),
  paying: anyOf(
    'pay', 'pay now', 'place (?:the |your |my )?order', 'buy now', 'purchase', 'subscribe now', 'donate', 'transfer', 'withdraw',
    'bezahlen', 'zahlungspflichtig', 'kaufen', 'überweisen', 'payer', 'acheter', 'pagar', 'comprar',
  ),
  sending: anyOf('invite', 'invitation', 'refer', 'send to (?:a )?friend', 'share', 'einladen', 'teilen', 'inviter', 'partager', 'invitar', 'compartir'),
  writing: anyOf('add', 'save', 'create', 'post', 'send', 'submit', 'update', 'order', 'book', 'sign up', 'register', 'hinzufügen', 'speichern', 'anlegen', 'senden', 'bestellen', 'ajouter', 'enregistrer', 'créer', 'envoyer', 'añadir', 'guardar', 'crear', 'enviar'),
  leaving: anyOf('log ?out', 'sign ?out', 'logout', 'abmelden', 'ausloggen', 'déconnexion', 'se déconnecter', 'cerrar sesión', 'salir'),
  logIn: anyOf('log ?in', 'sign ?in', 'login', 'signin', 'anmelden', 'einloggen', 'connexion', 'se connecter', 'iniciar sesión', 'acceder'),
  signUp: anyOf('sign ?up', 'register', 'registration', 'create (?:an |your )?account', 'join', 'registrieren', 'konto anlegen', "s'inscrire", 'inscription', 'registrarse', 'crear cuenta'),
  search: anyOf('search', 'find', 'query', 'q', 's', 'keywords?', 'suche', 'suchen', 'recherche', 'rechercher', 'chercher', 'buscar', 'búsqueda'),
  cart: anyOf('cart', 'basket', 'bag', 'checkout', 'check-out', 'warenkorb', 'einkaufswagen', 'kasse', 'panier', 'caisse', 'carrito', 'cesta'),
  contact: anyOf('contact', 'message', 'kontakt', 'nachricht', 'contacto', 'mensaje'),
  total: anyOf('(?:grand |order |cart )?total', 'amount due', 'to pay', 'gesamt', 'gesamtsumme', 'summe', 'endbetrag', 'total général', 'montant', 'importe', 'suma'),
  subtotal: anyOf('sub-?total', 'zwischensumme', 'sous-total', 'tax', 'vat', 'shipping', 'delivery', 'discount', 'mwst', 'steuer', 'versand', 'rabatt', 'tva', 'livraison', 'iva', 'impuestos', 'envío'),
  voucher: anyOf('coupon', 'promo(?:tion)?(?: code)?', 'voucher', 'gift code', 'gutschein', 'code promo', 'cupón'),
  nothing: /(?<![\d.,])0(?![\d.,])|(?<!\p{L})(?:no|nothing|none|keine?|nichts|aucune?|rien|ning[uú]n[ao]?|nada|sin)(?!\p{L})/iu,
  placeholder: /^\W*(?:please |bitte )?(?:choose|select|pick|any|all|none|wählen|auswählen|choisir|sélectionner|elegir|seleccionar)(?!\p{L})|^[\W_]*$/iu,
} as const;

/** A word that no app knows. */
export const nonsenseWord = 'zxqvkwyj';
