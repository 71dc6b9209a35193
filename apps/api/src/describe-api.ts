import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problemType } from './problem.filter.js';
import { Problem } from './schemas.js';

const introduction = `Keeps a suite of end-to-end tests that a team trusts.

Send an API key with every request: \`Authorization: Bearer tf_live_…\`. \`npm start\` prints where the local one is kept;
others are made under Settings in the dashboard, or by \`POST /api/v1/api-keys\`.

Whatever is refused is answered with a problem document (RFC 9457): \`status\`, a stable \`code\`, words for people in
\`detail\`, the fields at fault in \`errors\`, and a \`requestId\` to find it in the log. 400: the request is not valid; 401:
no key, or none that counts; 403: it may not do this; 404: there is no such thing (or it is another tenant's); 409: not now;
429: a limit was reached; 503: a service behind it does not answer.`;

const refusal = {
  description: 'Why the request was refused',
  content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI description of every route, with what each answers when it refuses. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('TestForge')
    .setDescription(introduction)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'tf_live_…', description: 'An API key' })
    .build();
  const description = SwaggerModule.createDocument(app, config);
  for (const path of Object.values(description.paths))
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete])
      if (operation) operation.responses['default'] = refusal;
  const schemas = z.toJSONSchema(Problem).$defs as Record<string, object>;
  description.components = { ...description.components, schemas: { ...description.components?.schemas, ...schemas } };
  return description;
}
