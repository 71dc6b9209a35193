import { expect, it } from 'vitest';
import { saysTooOften } from './too-often.js';

it.each([
  'Too many failed login attempts.',
  'Zu viele Versuche, bitte warten',
  'Bitte später erneut versuchen',
  'Trop d’échecs de connexion, veuillez réessayer plus tard',
  'Demasiados intentos',
  'Please try again in 60 seconds',
  'Please wait one minute before next login',
  'Bitte warten Sie 5 Minuten',
  'Veuillez patienter une minute',
  'Por favor espere un minuto',
])('“%s” says that it was tried too often', (text) => expect(saysTooOften(text)).toBe(true));

it.each([
  'The password is wrong. Try again.',
  'Please wait while one is being made',
  'Das Passwort ist falsch',
  'Le mot de passe est incorrect',
])('“%s” does not', (text) => expect(saysTooOften(text)).toBe(false));
