import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { INestApplication } from '@nestjs/common';

/** The OpenAPI 3.1 description of every route. */
export const describeApi = (application: INestApplication): OpenAPIObject => {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Parity')
    .setVersion('1')
    .setDescription('Bình đẳng giới trong đội ngũ cán bộ, công chức, viên chức: ghi quyết định thành sự kiện, trả lời mọi con số kèm bằng chứng. / Gender equality among a province’s officials: decisions recorded as events, every number with its evidence.')
    .build();
  return SwaggerModule.createDocument(application, description, { operationIdFactory: (_controller, method) => method });
};

/** `/api/openapi.json` for programs and `/api/docs` for people, both from this process alone. */
export const serveApiReference = (application: INestApplication, description: OpenAPIObject): void =>
  SwaggerModule.setup('api/docs', application, description, { jsonDocumentUrl: 'api/openapi.json', customSiteTitle: 'Parity API' });
