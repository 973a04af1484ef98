package dev.countersign.service.presentation;

/** What kind of wallet is asked, and thereby how the request says who asks. */
public enum WalletProfile {
    /** A wallet made with our SDK: the request is signed by our DID. */
    OWN,
    /** Any OpenID4VP wallet: signed by our certificate's DNS name, or unsigned where that is configured. */
    PLAIN,
    /** A HAIP 1.0 wallet: signed by our certificate's hash, the answer always encrypted. */
    HAIP
}
