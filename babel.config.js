// Only jest uses babel: types are checked by tsc, bundles are made by jupyter-builder.
module.exports = {
  presets: [
    ['@babel/preset-env', { targets: { node: 'current' } }],
    '@babel/preset-react',
    '@babel/preset-typescript'
  ]
};
