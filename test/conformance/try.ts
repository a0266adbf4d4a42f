import { ROUTES } from '../kit/wires.js';
import { Scene } from './stage/scene.js';
import { runCell } from './table/run-cell.js';
import { fetchClients } from './clients/fetch-clients.js';
const [rowName, wires, dump] = process.argv.slice(2);
const row = Object.values(await import(`./rows/${rowName}.row.ts`))[0] as any;
const clients = await fetchClients('2.1.330');
for (const route of ROUTES.filter((r) => !wires || wires === 'all' || wires.split(',').includes(r.name))) {
  let scene: any;
  const cell = await runCell(row, route.name, async () => (scene = await Scene.fake(route, clients, row.settings)));
  console.log(JSON.stringify(cell));
  for (const e of scene.exchanges) if (dump) console.log(e.method, e.url, e.status, e.complete, dump==='2'? e.answer.slice(0,1500):'', e.answerHeaders['x-gateway-changes']);
  if (dump) for (const s of scene.shown) console.log(s.stream, s.tools.length, JSON.stringify(s.items.map((i: any) => JSON.stringify(i).slice(0, 200))));
}
process.exit();
