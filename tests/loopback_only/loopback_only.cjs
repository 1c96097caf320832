// The guard of sitecustomize.py for Node.js, loaded with `node --require`: no program of a test run
// asks for an address beyond this machine, nor listens on another one.
'use strict';

const fs = require('node:fs');
const net = require('node:net');

const HERE = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1|::|0\.0\.0\.0)$/;

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  const named = typeof options === 'object' ? options?.host : given[1];
  if (typeof named === 'string' && !HERE.test(named)) {
    note(named);
    const error = new Error(`${named} is not asked for in tests`);
    process.nextTick(() =>
      this.destroy(Object.assign(error, { code: 'ENOTFOUND' }))
    );
    return this;
  }
  return connect.apply(this, given);
};

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  if (typeof given[0] === 'number' && typeof given[1] !== 'string') {
    given.splice(1, 0, '127.0.0.1');
  } else if (given[0]?.port !== undefined && !given[0].host) {
    given[0] = { ...given[0], host: '127.0.0.1' };
  }
  return listen.apply(this, given);
};

function note(name) {
  if (process.env.OUTSIDE_LOG) {
    const asker = process.argv.slice(0, 3).join(' ');
    const line = `${name} was asked for by ${asker}\n${new Error().stack}\n`;
    fs.appendFileSync(process.env.OUTSIDE_LOG, line);
  }
}
