package dev.countersign.samples.didcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.did.DocumentNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpsDocumentsTest {
    private static final int BOUND = 1_000;

    private final HttpsDocuments documents = new HttpsDocuments(Duration.ofSeconds(2));
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer host;

    @BeforeEach
    void a_host() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setExecutor(threads);
        host.createContext("/document", exchange -> answers(exchange, 200, new byte[] {'{', '}'}));
        host.createContext("/absent", exchange -> answers(exchange, 404, new byte[0]));
        host.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/document");
            answers(exchange, 302, new byte[0]);
        });
        host.createContext("/squeezed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answers(exchange, 200, new byte[10]);
        });
        host.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (over.getCount() > 0) {
                    body.write(new byte[BOUND]);
                }
            }
        });
        host.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        host.start();
    }

    @AfterEach
    void the_host_stops() {
        over.countDown();
        host.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_document_is_fetched() throws Exception {
        assertThat(fetch("/document")).isEqualTo(new byte[] {'{', '}'});
    }

    @Test
    void an_absent_document_is_no_unreachable_host() {
        assertThatThrownBy(() -> fetch("/absent")).isInstanceOf(DocumentNotFoundException.class);
    }

    @Test
    void a_redirect_is_not_followed() {
        assertThatThrownBy(() -> fetch("/elsewhere"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("302");
    }

    @Test
    void a_compressed_body_is_refused() {
        assertThatThrownBy(() -> fetch("/squeezed")).hasMessageContaining("content-encoding");
    }

    @Test
    void an_endless_body_is_read_to_the_bound_and_no_further() {
        assertThatThrownBy(() -> fetch("/endless")).hasMessageContaining("1000 bytes");
    }

    @Test
    void a_body_that_comes_drop_by_drop_is_given_up_at_the_deadline() {
        assertThatThrownBy(() -> fetch("/slow")).hasMessageContaining("within 2 seconds");
    }

    @Test
    void nothing_is_asked_by_plain_http_beyond_this_machine() {
        for (String uri : new String[] {"http://bank.example/did.json", "file:///etc/passwd", "ftp://bank.example/x"}) {
            assertThatThrownBy(() -> documents.fetch(URI.create(uri), BOUND)).hasMessageContaining("https");
        }
    }

    private byte[] fetch(String path) throws IOException {
        return documents.fetch(
                URI.create("http://127.0.0.1:" + host.getAddress().getPort() + path), BOUND);
    }

    private static void answers(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
