import type { Seen } from './shapes.js';

/** What sends a form where no button of the form's own kind does. In-page code. */

/** What sends a form by a script: a link, a box or a plain button that looks like a button and says so. */
export function scriptedSubmits(form: Element, seen: Seen): Element[] {
  return [
    ...form.querySelectorAll(
      '[role=button],a:not([href]),a[href="#"],a[href^="javascript:"],div,span,button[type=button],input[type=button]',
    ),
  ].filter(
    (element) => seen.elements[seen.indexes.get(element) ?? -1]?.interactive === true && isSending(element, seen),
  );
}

/** “Advanced search”, “Clear search”, “Cancel” send nothing; “Save and close” does. */
export function leadsElsewhere(words: string): boolean {
  if (/^\W*(save|create|submit|send|speichern|senden|enregistrer|envoyer|guardar|enviar)(?!\p{L})/iu.test(words))
    return false;
  return /(?<!\p{L})(advanced|more|clear|close|cancel|reset|discard|back|(?:next|previous|first|last) (?:page|results?)|erweitert\p{L}*|löschen|leeren|schließen|abbrechen|zurück\p{L}*|avancée?|effacer|fermer|annuler|retour|avanzad[ao]|borrar|limpiar|cerrar|cancelar|volver)(?!\p{L})/iu.test(
    words,
  );
}

/** Whether a button by its words sends what was typed beside it. */
export function isSending(button: Element, seen: Seen): boolean {
  const print = seen.elements[seen.indexes.get(button) ?? -1];
  const words = print?.name ?? print?.text ?? '';
  return (
    print?.visible === true &&
    words.length < 40 &&
    !leadsElsewhere(words) &&
    (button.getAttribute('type') === 'submit' ||
      /(?<!\p{L})(save|create|add|submit|send|log.?in|log.?on|sign.?in|sign.?up|register|search|find|go|apply|update|next|continue|post|publish|confirm|ok|done|subscribe|order|reply|comment|invite|join|import|rename|upload|book|reserve|speichern|anlegen|erstellen|hinzufügen|senden|absenden|anmelden|einloggen|registrieren|suchen|anwenden|weiter|bestätigen|fertig|übernehmen|aktualisieren|bestellen|buchen|einbuchen|ausbuchen|hochladen|eintragen|kommentieren|antworten|enregistrer|créer|ajouter|envoyer|connexion|se connecter|s.inscrire|rechercher|appliquer|suivant|continuer|confirmer|valider|commander|réserver|publier|répondre|commenter|mettre à jour|guardar|crear|añadir|agregar|enviar|iniciar sesión|entrar|acceder|registrarse|buscar|aplicar|siguiente|continuar|confirmar|aceptar|pedir|reservar|publicar|responder|comentar|actualizar)(?!\p{L})/iu.test(
        words,
      ))
  );
}

/** Whether a box is a dialog or a panel that lies over the page. */
export function liesOver(box: Element): boolean {
  return (
    box.matches('dialog,[role=dialog],[role=alertdialog],[aria-modal=true],[class*=modal i],[class*=dialog i]') ||
    getComputedStyle(box).position === 'fixed'
  );
}

/** Buttons in the foot of a dialog that send the form in its middle. */
export function outerSubmits(form: Element, seen: Seen): Element[] {
  for (let box = form.parentElement; box && box !== document.body; box = box.parentElement) {
    if (!liesOver(box)) continue;
    if (box.querySelector('main,nav') || box.querySelectorAll('form').length > 1) return [];
    const sending = [...box.querySelectorAll('button,input[type=button],[role=button]')].filter(
      (button) => !button.closest('form') && isSending(button, seen),
    );
    if (sending.length > 0) return sending.reverse();
  }
  return [];
}

/** What sends a form that has no button of its own kind. */
export function plainSubmits(form: Element, seen: Seen): Element[] {
  const inside = scriptedSubmits(form, seen);
  return inside.length > 0 ? inside : outerSubmits(form, seen);
}
