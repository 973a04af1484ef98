package dev.countersign.service.push;

/** Looks whether there is a UnifiedPush distributor at an address, before anything is sent there. Uses the network. */
public interface EndpointCheck {
    /** What there is. */
    enum Finding {
        /** A distributor. */
        UNIFIED_PUSH,
        /** Something else: a wallet must not make us post to whatever it likes. */
        SOMETHING_ELSE,
        /** Nothing that answers now. */
        UNREACHABLE
    }

    /** Asks the endpoint what it is. */
    Finding check(PushEndpoint endpoint);
}
