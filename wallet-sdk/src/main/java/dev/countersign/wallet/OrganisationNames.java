package dev.countersign.wallet;

import dev.countersign.did.Did;
import dev.countersign.did.MalformedDidException;

/**
 * Which DIDs are names of one organisation: a did:webvh that moved is bound to the same first entry of its log, and whoever
 * was known by the did:web of an address may come by a did:webvh of the same address. Never the other way: the log says more
 * than the address.
 */
final class OrganisationNames {
    private OrganisationNames() {}

    /** Returns whether the organisation that was known by one name may come by another. */
    static boolean succeeds(String known, String seen) {
        if (known.equals(seen)) {
            return true;
        }
        try {
            Did older = Did.parse(known);
            Did newer = Did.parse(seen);
            if (!newer.method().equals("webvh")) {
                return false;
            }
            return older.method().equals("webvh")
                    ? scid(older).equals(scid(newer))
                    : older.method().equals("web") && older.id().equals(place(newer));
        } catch (MalformedDidException e) {
            return false;
        }
    }

    private static String scid(Did webvh) {
        return webvh.id().substring(0, colon(webvh));
    }

    private static String place(Did webvh) {
        return webvh.id().substring(Math.min(colon(webvh) + 1, webvh.id().length()));
    }

    private static int colon(Did webvh) {
        int colon = webvh.id().indexOf(':');
        return colon < 0 ? webvh.id().length() : colon;
    }
}
