package dev.countersign.service.console.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Somebody's page at an origin of its own, which shows a panel: a contact-centre desktop, or who plays one. */
final class AgentsDesktop implements AutoCloseable {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <title>Desktop</title>
                <script type="module" src="%s/panel/countersign-panel.js"></script>
              </head>
              <body>
                <h1>A customer</h1>
                <countersign-panel></countersign-panel>
                <script>
                  window.told = [];
                  for (const what of ['ready', 'state', 'ended']) {
                    addEventListener('countersign-' + what, (event) => told.push({ what, ...event.detail }));
                  }
                </script>
              </body>
            </html>
            """;

    private final HttpServer server;

    private AgentsDesktop(HttpServer server) {
        this.server = server;
    }

    /** Serves it at a port of 127.0.0.1; 0 for any. */
    static AgentsDesktop at(int port, URI service) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        byte[] page = PAGE.formatted(service).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(page);
            }
        });
        server.start();
        return new AgentsDesktop(server);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
