package dev.countersign.did;

/** How DIDs of one method are resolved. */
public interface DidMethod {
    /** Returns the method's name, as {@code web}. */
    String name();

    /** Returns what became of a DID of this method, at the version asked for. Never throws for anything a DID or a host can contain. */
    Resolution resolve(Did did, ResolutionOptions options);

    /** Returns what became of the newest version. */
    default Resolution resolve(Did did) {
        return resolve(did, ResolutionOptions.LATEST);
    }
}
