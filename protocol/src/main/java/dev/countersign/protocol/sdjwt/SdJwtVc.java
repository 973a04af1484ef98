package dev.countersign.protocol.sdjwt;

/** The names of SD-JWT VC (draft-ietf-oauth-sd-jwt-vc). */
public final class SdJwtVc {
    /** Header {@code typ} (section 3.2.1). */
    public static final String TYPE = "dc+sd-jwt";

    /** Media type of a credential (section 3.1). */
    public static final String MEDIA_TYPE = "application/dc+sd-jwt";

    /** Type of the credential (section 3.2.2.1). */
    public static final String VCT = "vct";

    /** Further types of the credential (section 3.2.2.2). */
    public static final String AKA_VCTS = "aka_vcts";

    private SdJwtVc() {}
}
