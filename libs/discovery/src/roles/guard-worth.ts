import { routesOf } from '../routing-parameters.js';
import { isWorking } from '../worth-of-address.js';

/** Words in addresses of pages that are some people's business only. */
const administering =
  /^(admin\w*|administration|manag(?:e|er|ement)|back-?office|users?|members?|staff|employees?|roles?|permissions?|groups?|teams?|settings?|config\w*|system|security|audit\w*|logs?|jobs?|billing|invoices?|payroll|salar(?:y|ies)|orders?|reports?|customers?|verwaltung|benutzer\w*|mitarbeiter|einstellungen|rechte|rechnungen|bestellungen|kunden|gestion|utilisateurs?|param[èe]tres|droits|factures?|commandes?|usuarios?|ajustes|configuraci[óo]n|permisos|facturas?|pedidos|clientes?)$/i;
/** What is meant for whoever comes by, though only some may be led there. */
const forEverybody =
  /^(help|about|docs?|documentation|faq|support|contact|imprint|impressum|privacy|datenschutz|terms|agb|legal|licen[cs]es?|changelog|status|version|blog|news|log-?in|sign-?in|sign-?up|register|password|forgot\w*|reset\w*|hilfe|kontakt|anmelden|registrieren|aide|mentions-legales|connexion|inscription|ayuda|contacto|aviso-legal|registro)$/i;

/**
 * How much there is to guard behind an address, by its words: 2 for what is some people's business, 1 for where something
 * is done, 0 for the rest, -1 for what is meant for everybody.
 */
export function guardWorth(address: string): -1 | 0 | 1 | 2 {
  const url = new URL(address);
  const segments = [...url.pathname.split('/'), ...url.hash.replace(/^#!?/, '').split('/'), ...routesOf(url)].filter(
    Boolean,
  );
  if (segments.some((segment) => forEverybody.test(segment))) return -1;
  if (segments.some((segment) => administering.test(segment))) return 2;
  return isWorking({ url: address, text: '' }) ? 1 : 0;
}
