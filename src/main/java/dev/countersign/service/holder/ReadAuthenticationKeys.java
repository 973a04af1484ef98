package dev.countersign.service.holder;

import dev.countersign.did.Did;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.service.trust.DidResolution;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks up by which keys a DID's subject authenticates. Asks the network, and nothing remembered: a key that was given up a
 * moment ago is not among them.
 */
@ApplicationScoped
class ReadAuthenticationKeys {
    private final DidResolution resolution;

    ReadAuthenticationKeys(DidResolution resolution) {
        this.resolution = resolution;
    }

    AuthenticationKeys of(Did did) {
        Resolution found = resolution.resolveAnew(did);
        if (found instanceof Resolution.Deactivated || found.documentMetadata().deactivated()) {
            return new AuthenticationKeys.Deactivated();
        }
        if (found instanceof Resolution.Resolved resolved) {
            return new AuthenticationKeys.Current(resolved.document());
        }
        return isGone(did, found)
                ? new AuthenticationKeys.Deactivated()
                : new AuthenticationKeys.Unknown(DidResolution.RETRY_AFTER);
    }

    // did:web, "Deactivate (Revoke)": a did:web is given up by removing its document, so the host's word that there is
    // none is the word of the subject. A did:webvh is given up by an entry of its log; a log that is missing says
    // nothing.
    private static boolean isGone(Did did, Resolution found) {
        return did.method().equals("web")
                && found instanceof Resolution.Failed failed
                && failed.error() == ResolutionError.NOT_FOUND;
    }
}
