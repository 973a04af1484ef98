package dev.countersign.protocol.sdjwt;

/** The names of RFC 9901, Selective Disclosure for JSON Web Tokens. */
public final class Rfc9901 {
    /** Array of the digests of an object's disclosures (section 4.2.4.1). */
    public static final String SD = "_sd";

    /** Only member of an array element that stands for a disclosure (section 4.2.4.2). */
    public static final String ELLIPSIS = "...";

    /** Name of the hash algorithm (section 4.1.1). */
    public static final String SD_ALG = "_sd_alg";

    /** Hash of what a key binding is over (section 4.3). */
    public static final String SD_HASH = "sd_hash";

    /** Header {@code typ} of a KB-JWT (section 4.3). */
    public static final String KB_JWT_TYPE = "kb+jwt";

    private Rfc9901() {}
}
