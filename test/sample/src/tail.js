const fs = require('fs');

// Calls back with the last bytes of a file.
exports.tail = function tail(path, length, callback) {
  fs.open(path, 'r', (error, fd) => {
    if (error) return callback(error);
    fs.fstat(fd, (error, stats) => {
      if (error) return callback(error);
      const buffer = Buffer.alloc(Math.min(length, stats.size));
      fs.read(fd, buffer, 0, buffer.length, stats.size - buffer.length, (error) => {
        fs.close(fd, () => callback(error, buffer));
      });
    });
  });
};
