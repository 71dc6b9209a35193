import { describe, expect, it } from 'vitest';
import { asksByPost } from './reads-by-post.js';

const asks = (path: string, body: string | null, method = 'POST') =>
  asksByPost({ method, url: `http://app.test${path}`, body });

describe('a request that is sent as POST', () => {
  it.each([
    ['/graphql', '{"query":"query Orders { orders { id } }"}'],
    ['/graphql', '{"query":"\\n  { orders { id } }"}'],
    ['/api/flows/filter', '{"limit":10}'],
    ['/api/flow_runs/count?x=1', '{}'],
    ['/index/_search', '{"size":0}'],
    ['/api/ds/query', '{"queries":[{"rawSql":"select 1"}]}'],
    ['/graphql', '[{"query":"{ a }"},{"query":"fragment F on A { b } query { ...F }"}]'],
  ])('only asks: %s %s', (path, body) => expect(asks(path, body)).toBe(true));

  it.each<[string, string | null]>([
    ['/graphql', '{"query":"mutation Add { add { id } }"}'],
    ['/graphql', '{"query":"\\n  mutation { add { id } }"}'],
    ['/graphql', '{"query":"\\r\\n\\tmutation { add { id } }"}'],
    ['/graphql', '{"query":"query A { a } mutation B { b }","operationName":"B"}'],
    ['/graphql', '{"query":"fragment F on A { b } mutation { ...F }"}'],
    ['/graphql', '[{"query":"{ a }"},{"query":"mutation { b }"}]'],
    ['/graphql', '{"query":"# why\\n{ a }"}'],
    ['/api/dashboards/db', '{"dashboard":{"panels":[{"query":"up"}]}}'],
    ['/api/alerts', '{"query":"up","name":"mine"}'],
    ['/import', '--x\r\n\r\n{"query":"{ a }"}\r\n--x--'],
    ['/db/query', '{"statement":"MATCH (n) SET n.x = 1"}'],
    ['/sparql/query', '{"query":"INSERT DATA { }"}'],
    ['/items/aggregate', '[{"$out":"copy"}]'],
    ['/api/flows/', '{"name":"a"}'],
    ['/api/filters', '{"name":"mine"}'],
    ['/api/search', 'q=words'],
    ['/api/search', null],
    ['/run/query', '{"query":"delete from orders"}'],
    ['/run/query', '{"sql":"DROP TABLE orders"}'],
    ['/run/query', '{"query":"CREATE (:Person)"}'],
    ['/run/query', '{"sql":"update orders set paid = 1"}'],
  ])('may write: %s %s', (path, body) => expect(asks(path, body)).toBe(false));

  it('is told from its own source alone, as the runner is given it', () => {
    const alone = new Function('sent', `return (${String(asksByPost)})(sent)`) as typeof asksByPost;
    const sent = { method: 'POST', url: 'http://search/api/save' };
    expect(alone({ ...sent, url: 'http://app.test/api/filter', body: '{}' })).toBe(true);
    expect(alone({ ...sent, body: '{}' })).toBe(false);
  });

  it('is meant, and no other method', () => expect(asks('/api/search', '{}', 'DELETE')).toBe(false));
});
