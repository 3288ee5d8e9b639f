# What workerd serves: the bundled program, with a way to loopback and no compatibility with Node.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (
      name = "program",
      worker = (
        modules = [(name = "inWorker.js", esModule = embed "inWorker.js")],
        compatibilityDate = "2025-01-01",
        globalOutbound = "network",
      ),
    ),
    (name = "network", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "program")],
);
