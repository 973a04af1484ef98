package dev.countersign.service.platform.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that answers as it likes, one connection after the other. */
final class HostileServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger connections = new AtomicInteger();

    HostileServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** What it does with a connection once the request's header was read. */
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

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connections.incrementAndGet();
                readHeader(connection.getInputStream());
                behaviour.answer(connection.getOutputStream(), this);
            } catch (SocketException e) {
                // The client hung up, or the test is over.
            } catch (IOException | InterruptedException e) {
                return;
            }
        }
    }

    private static void readHeader(InputStream in) throws IOException {
        int newLines = 0;
        while (newLines < 2) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            newLines = next == '\n' ? newLines + 1 : next == '\r' ? newLines : 0;
        }
    }
}
