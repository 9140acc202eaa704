import { readSettings } from '../../libs/platform/settings/settings.js';

/** Asked by the container itself, over HTTP: 0 when every answer can be given. One that serves HTTPS is watched from outside. */
const { port } = readSettings({}, process.env);
const isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false);
process.exitCode = isReady ? 0 : 1;
