package dev.countersign.did;

/** How DIDs of one method are resolved. */
public interface DidMethod {
    /** Returns the method's name, as {@code web}. */
    String name();

    /** Returns what became of a DID of this method. Never throws for anything a DID or a host can contain. */
    Resolution resolve(Did did);
}
