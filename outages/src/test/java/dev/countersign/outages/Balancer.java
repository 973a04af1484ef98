package dev.countersign.outages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands before several nodes: hands the connections that come to it to the nodes in turn. */
final class Balancer implements AutoCloseable {
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> nodes = List.of();

    /** Opens the entrance, behind which there is nobody yet. */
    Balancer() throws IOException {
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
    }

    /** Where the outside finds the nodes. */
    URI uri() {
        return URI.create("http://localhost:" + entrance.getLocalPort());
    }

    /** From now on connections go to these nodes; those to others end. */
    void leadsTo(List<URI> living) {
        nodes = List.copyOf(living);
        open.forEach(Balancer::end);
        open.clear();
    }

    private void serve() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // Closed, or a node that is not there: the caller's connection ends, as at a real one.
                open.removeIf(Socket::isClosed);
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        open.add(caller);
        List<URI> living = nodes;
        URI chosen = living.get(Math.floorMod(turn.getAndIncrement(), living.size()));
        try {
            Socket node = new Socket(InetAddress.getLoopbackAddress(), chosen.getPort());
            open.add(node);
            threads.execute(() -> pump(caller, node));
            threads.execute(() -> pump(node, caller));
        } catch (IOException e) {
            end(caller);
            throw e;
        }
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two has hung up, and so does the other.
            end(from);
        } finally {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        open.forEach(Balancer::end);
        threads.shutdownNow();
    }
}
