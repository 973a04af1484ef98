package dev.countersign.service.platform.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Looks names up without outstaying a deadline, which the system's resolver would. */
final class LookUps {
    private final Names names;
    private final ExecutorService threads;

    LookUps(Names names, ExecutorService threads) {
        this.names = names;
        this.threads = threads;
    }

    /** Returns the addresses of a URI's host, in the order to try them; never none. */
    List<InetAddress> addresses(URI uri, Deadline deadline) throws IOException {
        String host = uri.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        List<InetAddress> found = deadline.await(threads.submit(() -> names.addresses(bare)));
        if (found.isEmpty()) {
            throw new IOException("the name has no address");
        }
        List<InetAddress> nameless = new ArrayList<>();
        for (InetAddress address : found) {
            // Without the name: connections are kept by address, and Vert.x compares the name if there is one.
            nameless.add(InetAddress.getByAddress(address.getAddress()));
        }
        return nameless;
    }
}
