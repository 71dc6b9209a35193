import { vocabulary } from './vocabulary.js';

const { destructive, paying, sending, leaving, beyond, deleting, changing, narrowing, search, next, placeholder } =
  vocabulary;

/** Makes something further, or gives the thing away: nothing of the thing itself is other afterwards. */
const elsewhere =
  /(?<!\p{L})(?:export|download|print|copy|duplicate|clone|new|add|import|exportier\p{L}*|herunterladen|drucken|kopier\p{L}*|duplizieren|neue?[rns]?|hinzufügen|exporter|télécharger|imprimer|copier|dupliquer|ajouter|exportar|descargar|imprimir|copiar|duplicar|añadir)(?!\p{L})/iu;
/** Only shows or leaves. */
const showing =
  /^\W*(?:(?:back|show|view|hide|preview|zurück|anzeigen|ansehen|vorschau|retour|afficher|voir|aperçu|volver|mostrar|ver)(?!\p{L})|(?:open|details?|more|less|help|öffnen|mehr|weniger|hilfe|ouvrir|plus|aide|abrir|más|ayuda)\W*$)/iu;
/** Calls off a thing, or takes it out of use: it is there, in another state. */
const callingOff =
  /^\W*(?:cancel|call off|deactivate|stornieren|absagen|deaktivieren|annuler|désactiver|anular|cancelar|desactivar)(?!\p{L})/iu;
/** Tells somebody, however it is meant. */
const telling =
  /(?<!\p{L})(?:send|remind\p{L}*|forward|mail|senden|erinner\p{L}*|weiterleiten|envoyer|relancer|rappel\p{L}*|transférer|enviar|recordar|recordatorio|reenviar)(?!\p{L})/iu;
/** Leaves what is being filled in, or ends what one is bound to. */
const notCalledOff =
  /^\W*(?:cancel|annuler|anular|cancelar)\W*$|(?<!\p{L})(?:account|subscription|order|membership|changes?|edit|bestellung|konto|abo\p{L}*|änderung\p{L}*|compte|commande|abonnement|modifications?|cuenta|pedido|suscripción|cambios)(?!\p{L})/iu;
/** Ends what a thing is in, or takes a step back. */
const ending =
  /(?<!\p{L})(?:close|done|complete|finish|reject|decline|stop|suspend|undo|reopen|archive|block|un\p{L}+|schließen|erledig\p{L}*|ablehnen|abschließen|sperren|archivieren|fermer|terminer|refuser|rejeter|archiver|bloquer|cerrar|completar|terminar|rechazar|archivar|bloquear)(?!\p{L})/iu;

const others = [paying, sending, telling, leaving, beyond, deleting];
const never = [...others, placeholder, changing, narrowing, search, next];

/** Whether something is called off, and nothing else is done by it. */
const isCalledOff = (words: string): boolean =>
  callingOff.test(words) && !notCalledOff.test(words) && !destructive.test(words.replace(callingOff, ''));

/**
 * Whether a button does something with a thing of one's own that leaves it there, in whatever state. What is told to others,
 * paid, deleted or only shown is not done.
 */
export const mayBeDone = (words: string): boolean =>
  /\p{L}/u.test(words) &&
  (!destructive.test(words) || isCalledOff(words)) &&
  ![...never, elsewhere, showing].some((bad) => bad.test(words));

/** Whether little can be done with a thing behind it, so that it waits until all else was done. */
export const isEnding = (words: string): boolean =>
  callingOff.test(words) || ending.test(words) || vocabulary.hiding.test(words);

/**
 * Whether a button agrees to what is asked back after a press and does nothing more: in words of its own or, where they are
 * said once more then (`isRepeated`), in those of what was pressed.
 */
export const agreesTo = (said: string, pressed: string, isRepeated: boolean): boolean =>
  !others.some((bad) => bad.test(said)) && (vocabulary.agreeing.test(said) || (isRepeated && said === pressed));
