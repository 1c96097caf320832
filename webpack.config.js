const path = require('node:path');

// Added to JupyterLab's own configuration for extensions.
module.exports = {
  module: {
    rules: [
      // The help page is shown in JupyterLab, also where there is no network.
      { test: /\.md$/, type: 'asset/source' },
      {
        test: /\.css$/,
        include: path.join(__dirname, 'style'),
        enforce: 'pre',
        use: path.join(__dirname, 'scripts', 'without-comments.js')
      }
    ]
  }
};
