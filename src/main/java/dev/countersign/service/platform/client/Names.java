package dev.countersign.service.platform.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up names. */
interface Names {
    /** Returns the addresses of a name, in the order to try them; may block. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** The system's resolver. */
    static Names ofTheSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
