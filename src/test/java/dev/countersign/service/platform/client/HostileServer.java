package dev.countersign.service.platform.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on this machine that answers as it likes, as many requests on a connection as the client sends. */
final class HostileServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    /** Request heads in the order of their arrival. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    HostileServer(Behaviour behaviour) throws IOException {
        this(ServerSocketFactory.getDefault(), behaviour);
    }

    HostileServer(ServerSocketFactory sockets, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** What it does with a connection once a request's header was read. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out, HostileServer server) throws IOException, InterruptedException;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Passes the time between two bytes; returns false when the test is over. */
    boolean pauses(long millis) throws InterruptedException {
        return !closed.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Hangs up on everybody. */
    void hangsUp() throws IOException {
        for (Socket connection : open) {
            connection.close();
        }
    }

    /** Waits until a client has hung up; returns false when none does in time. */
    boolean sawAHangUp() throws InterruptedException {
        return left.await(20, TimeUnit.SECONDS);
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Writes a whole answer with a body. */
    static void ok(OutputStream out, String body) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Writes a redirect. */
    static void redirect(OutputStream out, String location) throws IOException {
        write(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        hangsUp();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                open.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            for (String head = head(connection.getInputStream());
                    !head.isEmpty();
                    head = head(connection.getInputStream())) {
                heads.add(head);
                behaviour.answer(connection.getOutputStream(), this);
            }
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over.
        } finally {
            left.countDown();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }
}
