import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';

type Node = { [name: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const nodeIn = (node: unknown, ...path: readonly string[]): Node => {
  const found = path.reduce<unknown>((held, name) => (isNode(held) ? held[name] : undefined), node);
  return isNode(found) ? found : {};
};

/** An object has the properties that it says, and no others. */
const close = (schema: Node): void => {
  if (schema['type'] === 'object' && schema['properties'] !== undefined) schema['additionalProperties'] ??= false;
};

/** A list in a query is one text with commas between. */
const joinLists = (operation: Node): void => {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isNode) : [];
  for (const parameter of parameters) if (nodeIn(parameter, 'schema')['type'] === 'array') Object.assign(parameter, { style: 'form', explode: false });
};

const ifNoneMatch = { name: 'If-None-Match', in: 'header', required: false, description: 'ETag của lần trả lời trước / the ETag of an answer before', schema: { type: 'string' } };
const etag = { ETag: { description: 'Đổi khi câu trả lời có thể đổi / changes when the answer may', schema: { type: 'string' } } };

/** What speaks of a moment is tagged, and is not sent again to who holds it. */
const tag = (operation: Node, schemas: Node): void => {
  const answer = nodeIn(operation, 'responses', '200');
  const name = String(nodeIn(answer, 'content', 'application/json', 'schema')['$ref'] ?? '').split('/').at(-1) ?? '';
  if (nodeIn(schemas, name, 'properties')['moment'] === undefined) return;
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  operation['parameters'] = [...parameters, ifNoneMatch];
  answer['headers'] = etag;
  nodeIn(operation, 'responses')['304'] = { description: 'Không đổi / not modified' };
};

/** Responses must be described; Nest leaves the word out where it comes from the type alone. */
const describeAnswers = (operation: Node): void => {
  for (const answer of Object.values(nodeIn(operation, 'responses')).filter(isNode)) answer['description'] ||= 'Trả lời / the answer';
};

/** What many operations say in the same words is said once, among the components, and referred to. */
const share = (operation: Node, components: Node): void => {
  const responses = nodeIn(operation, 'responses');
  for (const [status, response] of Object.entries(responses)) {
    if (!isNode(response) || nodeIn(response, 'content')['application/problem+json'] === undefined) continue;
    components['responses'] = { ...nodeIn(components, 'responses'), [`Problem${status}`]: response };
    responses[status] = { $ref: `#/components/responses/Problem${status}` };
  }
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isNode) : [];
  operation['parameters'] = parameters.map((parameter) => {
    if (parameter['in'] !== 'header') return parameter;
    components['parameters'] = { ...nodeIn(components, 'parameters'), [String(parameter['name'])]: parameter };
    return { $ref: `#/components/parameters/${String(parameter['name'])}` };
  });
};

/** The OpenAPI 3.1 description of every route. */
export const describeApi = (application: INestApplication): OpenAPIObject => {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Parity')
    .setVersion('1')
    .setDescription('Bình đẳng giới trong đội ngũ cán bộ, công chức, viên chức: ghi quyết định thành sự kiện, trả lời mọi con số kèm bằng chứng. / Gender equality among a province’s officials: decisions recorded as events, every number with its evidence.')
    .build();
  const document = SwaggerModule.createDocument(application, description, { operationIdFactory: (_controller, method) => method });
  const schemas = nodeIn(document, 'components', 'schemas');
  for (const schema of Object.values(schemas).filter(isNode)) close(schema);
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path)).filter(isNode)) {
    joinLists(operation);
    tag(operation, schemas);
    describeAnswers(operation);
    share(operation, nodeIn(document, 'components'));
  }
  return document;
};

/** `/api/openapi.json` for programs and `/api/docs` for people, both from this process alone. */
export const serveApiReference = (application: INestApplication, description: OpenAPIObject): void =>
  SwaggerModule.setup('api/docs', application, description, { jsonDocumentUrl: 'api/openapi.json', customSiteTitle: 'Parity API' });
