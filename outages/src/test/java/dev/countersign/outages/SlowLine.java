package dev.countersign.outages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The line to a server, which can be slow, stand still, or be dead without anybody being told, as when a machine loses its power. */
final class SlowLine implements AutoCloseable {
    private static final int PIECE = 65_536;

    private final ServerSocket front;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile URI server;
    private volatile CountDownLatch standstill = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;

    /** Opens one to this host and port. */
    SlowLine(URI server) throws IOException {
        this.server = server;
        this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin("line-front", this::accept);
    }

    /** Returns the port that stands for the server's. */
    int port() {
        return front.getLocalPort();
    }

    /** From now on every piece takes so long. */
    void slows(Duration each) {
        delay = each;
    }

    /** From now on nothing comes through, and nobody is told. */
    void stands() {
        standstill = new CountDownLatch(1);
    }

    /** All is as it should be again; what stood goes on. */
    void flows() {
        delay = Duration.ZERO;
        standstill.countDown();
    }

    /** What is connected now never gets an answer any more; new connections are served. */
    void loses() {
        calls.forEach(call -> call.lost = true);
    }

    /** From now on it leads to another server, and all that is connected to the one of before is told so. */
    void leadsTo(URI other) {
        server = other;
        calls.forEach(Call::end);
    }

    @Override
    public void close() throws IOException {
        flows();
        front.close();
        calls.forEach(Call::end);
    }

    private void accept() {
        try {
            while (true) {
                connect(front.accept());
            }
        } catch (IOException closed) {
            // It was closed.
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Call call = new Call(client, new Socket(server.getHost(), server.getPort()));
            calls.add(call);
            begin("line-there", () -> call.carry(call.client, call.server));
            begin("line-back", () -> call.carry(call.server, call.client));
        } catch (IOException nobodyThere) {
            client.close();
        }
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Call {
        private final Socket client;
        private final Socket server;
        private volatile boolean lost;

        Call(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void carry(Socket from, Socket to) {
            byte[] piece = new byte[PIECE];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    standstill.await();
                    pause();
                    if (!lost) {
                        out.write(piece, 0, read);
                    }
                }
            } catch (IOException ended) {
                // One side has gone: the other learns of it below.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            end();
        }

        private void pause() throws InterruptedException {
            Duration each = delay;
            if (!each.isZero()) {
                boolean never = new CountDownLatch(1).await(each.toMillis(), TimeUnit.MILLISECONDS);
                if (never) {
                    throw new AssertionError();
                }
            }
        }

        private void end() {
            calls.remove(this);
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
