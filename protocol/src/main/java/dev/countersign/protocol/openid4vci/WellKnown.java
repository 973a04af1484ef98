package dev.countersign.protocol.openid4vci;

import java.net.URI;

/** Where the metadata of an identifier lies (OpenID4VCI 12.2.2, RFC 8414 section 3.1). */
public final class WellKnown {
    private WellKnown() {}

    /**
     * Returns the address: the well-known part goes between host and path, and a slash at the very end of the path is
     * dropped.
     *
     * @param identifier as the issuer writes it, without query and fragment
     * @param name as in {@link OpenId4Vci#ISSUER_METADATA}
     */
    public static URI of(URI identifier, String name) {
        String path = identifier.getRawPath() == null ? "" : identifier.getRawPath();
        String tail = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return URI.create(
                identifier.getScheme() + "://" + identifier.getRawAuthority() + "/.well-known/" + name + tail);
    }
}
