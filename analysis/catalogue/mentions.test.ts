import assert from 'node:assert/strict';
import { compileCatalogue } from './index.ts';
import type { Acquisition, Family } from './model.ts';

/** What the gate says of texts, where these calls open something. */
function texts(
  language: Family['language'],
  calls: readonly string[],
  { opens, stays }: { readonly opens: readonly string[]; readonly stays: readonly string[] },
  more: Partial<Family> = {},
): void {
  const acquisitions = calls.map((call): Acquisition => ({ call, resource: 'r', yields: 'result' }));
  const family: Family = { id: 'test', language, checkedAgainst: [], acquisitions, ...more };
  const { gate } = compileCatalogue([family]);
  for (const text of opens)
    it(`lets through: ${text}`, () => {
      assert.ok(gate(text));
    });
  for (const text of stays)
    it(`stops: ${text}`, () => {
      assert.ok(!gate(text));
    });
}

describe('the gate of Go', () => {
  texts('go', ['os#Open', 'net/http#Client::Get', 'example.com/pool-go#New'], {
    opens: [
      'import "os"\nf, err := os.Open(p)',
      // Whichever import of a list it is.
      'import (\n\t"fmt"\n\t"os"\n)\nf, err := os.Open(p)',
      'import (\n\tfiles "os"\n)\nf, err := files.Open(p)',
      'import ("fmt"; "os")\nvar open = os.Open',
      'import "net/http"\nresp, err := c.client.Get(u)',
      // The name of a package that is not of the standard library is its own matter.
      'import "example.com/pool-go"\np := pool.New()',
      'import "example.com/pool-go/v2"\np := pool.New()',
    ],
    stays: [
      'import "os"\nf, err := archive.Open(p)',
      'import "os"\nf, err := x.os.Open(p)',
      'import files "fs"\nname := "os"; os.Open(p)',
      'import "fmt"\nv := header.Get(k)',
      'import "os"\n// os.Open(p)',
    ],
  });
});

describe('the gate of Go, where a type is used where it is named', () => {
  const calls = ['os#Root::Open', 'example.com/ws-go#Dialer::Dial'];
  const opens = [
    'import "os"\nfunc f(r *os.Root) { f, err := r.Open(p) }',
    'import "os"\nr, err := os.OpenRoot(d)\nf, err := r.Open(p)',
    'import files "os"\nfunc f(r *files.Root) { f, err := r.Open(p) }',
    'import ws "example.com/ws-go"\nd := ws.Dialer{}\nc, err := d.Dial(u)',
  ];
  const stays = [
    'import "os"\nos.Exit(1)\nf, err := archive.Open(p)',
    'import "example.com/ws-go"\nc, err := d.Dial(u)',
    'import "os"\nr, err := os.OpenRoot(d)',
  ];
  const usedWhereNamed = { 'os#Root': ['OpenRoot'], 'example.com/ws-go#Dialer': [] };
  texts('go', calls, { opens, stays }, { usedWhereNamed });
  describe('FN_RareTypeOfAFieldOfAnotherFile: the field is of the rare type, which another file says', () => {
    const field = 'import "os"\nfunc (s *store) read() { f, err := s.root.Open(p); os.Exit(1) }';
    texts('go', calls, { opens: [], stays: [field] }, { usedWhereNamed });
  });
});

describe('the gate of Java', () => {
  const calls = [
    'new java.io#FileInputStream',
    'java.nio.file#Files.list',
    'java.net#Socket::getInputStream',
    'java.lang#Class::getResourceAsStream',
  ];
  const opens = [
    'import java.io.FileInputStream; in = new FileInputStream(f);',
    'import java.io.*; in = new FileInputStream(f);',
    'package java.io; in = new FileInputStream(f);',
    'in = new java.io.FileInputStream(f);',
    'import java.io.FileInputStream; map(FileInputStream::new);',
    'import java.nio.file.Files; files = Files.list(p);',
    'import static java.nio.file.Files.list; files = list(p);',
    'import java.nio.file.Files; map(Files::list);',
    // Of the package of the type, or of that of one below it.
    'import java.net.InetSocketAddress; in = socket.getInputStream();',
    'import javax.net.ssl.SSLSocket; in = socket.getInputStream();',
    // What every file sees.
    'in = getClass().getResourceAsStream(n);',
  ];
  const stays = [
    'import java.io.FileInputStream; int read(FileInputStream in) { return in.read(); }',
    'import java.io.File; in = new FileInputStream(f);',
    'import java.nio.file.Path; all = page.list(p);',
    'import java.nio.file.Files; List<String> list;',
    'import java.io.File; in = process.getInputStream();',
    'import org.java.io.FileInputStream; in = new FileInputStream(f);',
  ];
  texts(
    'java',
    calls,
    { opens, stays },
    { implicit: ['java.lang'], supertypes: { 'javax.net.ssl#SSLSocket': ['java.net#Socket'] } },
  );
});

describe('the gate of Python', () => {
  const calls = [
    'socket#socket',
    'concurrent.futures#ThreadPoolExecutor',
    'requests#get',
    'tornado.ioloop#IOLoop.current',
  ];
  texts('python', calls, {
    opens: [
      'import socket\ns = socket.socket()',
      'import socket as net\ns = net.socket()',
      'from gevent import socket as net\ns = net.socket()',
      'import socket\nnet = socket\ns = net.socket()',
      'import concurrent.futures\nmany = concurrent.futures  # short\npool = many.ThreadPoolExecutor()',
      'from socket import socket as Endpoint\ns = Endpoint()',
      'from socket import (\n    AF_INET,\n    socket,\n)\ns = socket(AF_INET)',
      'from socket import *\ns = socket()',
      'import socket\nclass Own(socket.socket): pass',
      'from tornado.ioloop import IOLoop\nloop = IOLoop.current()',
      'import tornado.ioloop\nloop = tornado.ioloop.IOLoop.current()',
      'import concurrent.futures\npool = concurrent.futures.ThreadPoolExecutor()',
      'import socket\nf"{socket.socket()}"',
      // Text that is just being typed.
      'import socket\nx = "it\ns = socket.socket()',
      "import socket\nx = '''it\ns = socket.socket()",
      'import os, socket\ns = socket.socket()',
      'from socket import socket\ns = socket()',
      'from concurrent import futures\npool = futures.ThreadPoolExecutor()',
      'from concurrent import (\n    process,  # the slow one\n    futures,\n)\npool = futures.ThreadPoolExecutor()',
      'from concurrent import process, \\\n    futures\npool = futures.ThreadPoolExecutor()',
      'try: import requests\nexcept ImportError: pass\nrequests.get(u)',
      'def f():\n    import requests as r\n    r.get(u)',
      'x = "#"; import socket; s = socket.socket()',
    ],
    stays: [
      'pool = ThreadPoolExecutor()',
      'def f(requests):\n    return requests.get(u)',
      'for socket in sockets: socket.socket()',
      'requests, get = important(\n    requests)',
      '    # import socket and call socket.socket()\n',
      // The module's own name is no call.
      'import socket\nraise socket.error(socket.gaierror)',
      'import socket\nx.socket = 1\ny = z.socket()',
      'import socket\nx = socket.AF_INET + 1\ny = z.socket()',
      'from socket import socket\nclass Own:\n    def socket(self): pass',
      'import socket\ns = self.socket()',
      'import socket\ns = socket()',
      'from socket import error\nfrom own import socket\ns = socket()',
      // What is only written about.
      'import socket\n"""Calls socket.socket()."""',
      "import socket\nx = 'it\\'s socket.socket()'",
      'import socket\nx = 1  # socket.socket()',
      'import socket\nr"""\\n""" + """socket.socket()"""',
    ],
  });
});
