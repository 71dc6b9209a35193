/** Any of these words or patterns, whole words only. */
export const anyOf = (...words: string[]): RegExp => new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu');

/** Other people, and what is set for all of an app. */
const toldToOthers = [
  'notif(?:y|ication|ications)|e-?mails?|subscri(?:be|bers?|ption)|alerts?|announce|broadcast|newsletter',
  'default|primary|main|home ?page|admins?|administrators?|super ?users?|owners?|staff|global(?:ly)?|all|every(?:one|body)',
  'reviewers?|members?|teams?|groups?|recipients?|run|auto(?:matic(?:ally)?)?|schedule[ds]?',
  'force|password|roles?|permissions?|access|status|state|visibility|language|locale|theme|time ?zone',
  'benachrichtig\\p{L}*|mitglied\\p{L}*|gruppen?|empfänger|standard|alle|sprache|rolle',
  'notifier|membres?|groupes?|destinataires?|par défaut|tous|langue|rôle',
  'notificar|miembros?|grupos?|destinatarios?|predeterminad[oa]|todos|idioma|rol',
];

/** States of a thing that others may see, or that sets something going. */
const ofItsState = [
  'publish|public|assign(?:ee|ed|ees)?|start|enabled?|lock(?:ed)?',
  'zugewiesen\\p{L}*|starten|aktiv\\p{L}*|öffentlich',
  'assigné|démarrer|activer|publique?',
  'asignad[oa]|iniciar|activar|públic[oa]',
];

/** Words about lists: their order, their parts, how many. */
export const listWords = {
  sorting: anyOf(
    'sort(?:ed|ing)?(?: by)?|order(?:ed|ing)?(?: by)?|ordering',
    'sortier(?:en|ung)|reihenfolge',
    'tri|trier(?: par)?|classer',
    'orden(?:ar)?(?: por)?',
  ),
  /** What leads to the next part of a list. */
  next: /^\W*(?:next(?: page)?|older(?: posts| entries)?|nächste(?: seite)?|weiter|suivante?|page suivante|siguiente|página siguiente)\W*$|^\s*[›»→>]\s*$/iu,
  /** What adds the next part of a list to the one that is shown. */
  further:
    /^\W*(?:(?:load|show|view|see) (?:\d+ )?more(?: \p{L}+){0,2}|more results|mehr (?:laden|anzeigen)|weitere(?: \p{L}+)? (?:laden|anzeigen)|(?:charger|afficher|voir) (?:plus|la suite)|(?:cargar|mostrar|ver) más)\W*$/iu,
  /** By which kind of text a list is sorted, and which way, as the words of the choice tell. */
  byAmount: anyOf(
    'price|cost|amount|total|cheap(?:est)?|expensive|rating|size|count|number|quantity|stock|length|points|score|value|worth|sum|revenue',
    'preis|betrag|anzahl|größe|wert|summe|umsatz',
    'prix|montant|taille|nombre|valeur|somme',
    'precio|importe|tamaño|cantidad|valor|suma',
  ),
  byDay: anyOf(
    'date|new(?:est)?|old(?:est)?|recent|latest|created|updated|modified',
    'datum|neu(?:este)?|älteste',
    'récents?',
    'fecha|recientes?',
  ),
  byLetter: anyOf(
    'name|title|author|alphabetical(?:ly)?|a ?[-–—to→]+ ?z|z ?[-–—to→]+ ?a',
    'titel|autor',
    'nom|titre|auteur',
    'nombre|título|autor',
  ),
  rising:
    /low(?:est)?\b.*\bhigh|ascend|\basc\b|(?<!\p{L})a(?: ?[-–—→]+ ?| to )z(?!\p{L})|cheapest|oldest|aufsteigend|croissant|ascendente|↑|▲/iu,
  falling:
    /high(?:est)?\b.*\blow|descend|\bdesc\b|(?<!\p{L})z(?: ?[-–—→]+ ?| to )a(?!\p{L})|expensive|newest|latest|most recent|absteigend|décroissant|descendente|↓|▼/iu,
  more: /^\s*[+＋]\s*$|(?<!\p{L})(?:one more|more|increase|increment|plus|add one|mehr|erhöhen|augmenter|más|aumentar)(?!\p{L})/iu,
  /** What may take a thing off the list in which it is looked for. */
  hiding: anyOf(
    'private|hid(?:e|den)|draft|archived?|closed?|inactive|disabled?|resolved|done|completed?|finished|cancell?ed|rejected|expired|spam|deleted|unlisted|unpublished|inherit',
    'privat|versteckt|entwurf|archiviert|geschlossen|inaktiv|erledigt|abgelehnt',
    'privé|masqué|brouillon|archivé|fermé|inactif|terminé',
    'privado|oculto|borrador|archivado|cerrado|inactivo|terminado',
  ),
  /** What reaches further than the thing it is set for: other people, other things, what somebody may do. */
  reaching: anyOf(...toldToOthers, ...ofItsState),
  /** What is told to others or is set for more than the one thing, whatever state that is in. */
  beyond: anyOf(...toldToOthers),
} as const;
