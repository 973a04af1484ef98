package dev.countersign.service.platform;

import java.io.IOException;
import java.net.URI;

/**
 * The rules of {@link OutboundHttp} about addresses, for the one library that opens connections of its own (the client for
 * APNs, to an address that the operator configured). Whoever can go by {@link OutboundHttp} does.
 */
public interface OutboundRules {
    /**
     * Looks the host up and judges all its addresses. The library looks it up again: the rules hold against a wrong setting, not
     * against a name server that answers twice in two ways.
     *
     * @throws OutboundRefusedException when the rules forbid it
     * @throws IOException when the name cannot be looked up in time
     */
    void judge(URI uri) throws IOException;
}
