import { describe, expect, it } from 'vitest';
import { readLabel } from './interface-words.js';

const same = (a: string, b: string) => expect(readLabel(a).meanings).toEqual(readLabel(b).meanings);
const other = (a: string, b: string) => expect(readLabel(a).meanings).not.toEqual(readLabel(b).meanings);

describe('reading a label by meaning', () => {
  it.each([
    ['Add to cart', 'Add to basket'],
    ['Add to cart', 'In den Warenkorb'],
    ['E-mail', 'Email address'],
    ['Log in', 'Sign-in'],
    ['Log in', 'Se connecter'],
    ['Place order', 'Jetzt bestellen'],
    ['Check-out', 'Go to checkout'],
    ['Item', 'Items'],
    ['Save', 'Сохранить'],
    ['Delete', 'Löschen'],
    ['Remove', 'Excluir'],
    ['Search', 'Zoeken'],
    ['Log in', 'ログイン'],
    ['Log in', '登录'],
    ['登录', '登 录'],
    ['Confirm password', '确认密码'],
    ['Delete account', '删除账户'],
    ['Add to cart', '장바구니에 담기'],
    ['Password', 'Hasło'],
  ])('takes “%s” and “%s” for the same', same);

  it.each([
    ['Sign in', 'Sign up'],
    ['Log in', 'Log out'],
    ['Add to cart', 'Remove from cart'],
    ['Add to cart', 'Buy now'],
    ['Total', 'Subtotal'],
    ['Next', 'Previous'],
    ['Page 1', 'Page 2'],
    ['Add Product A', 'Add Product B'],
    ['Save', 'Cancel'],
    ['保存', '不保存'],
    ['上一页', '下一页'],
    ['登录', '注册'],
    ['取消', '取消订单'],
    ['削除', '編集'],
    ['Wissen', 'Löschen'],
    ['Bericht', 'Nachricht'],
    ['Cena', 'Prezzo'],
    ['Nie', 'Nein'],
    ['Ordina', 'Sort'],
  ])('tells “%s” from “%s”', other);
});
