// Added to JupyterLab's own configuration for extensions.
module.exports = {
  module: {
    // The help page is shown in JupyterLab, also where there is no network.
    rules: [{ test: /\.md$/, type: 'asset/source' }]
  }
};
