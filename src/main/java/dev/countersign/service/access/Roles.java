package dev.countersign.service.access;

/** What a caller may be: roles of staff, scopes of machine clients, and the wallet. For {@code @RolesAllowed}. */
public final class Roles {
    /** The human at the desk. */
    public static final String AGENT = "agent";

    /** Leads agents; sees their interactions. */
    public static final String SUPERVISOR = "supervisor";

    /** Reads the record; changes nothing. */
    public static final String AUDITOR = "auditor";

    /** Administers accounts, clients, purposes and trust. */
    public static final String ADMIN = "admin";

    /** Machine: customers, wallets, offers. */
    public static final String SCOPE_CUSTOMERS = "scope:customers";

    /** Machine: interactions. */
    public static final String SCOPE_INTERACTIONS = "scope:interactions";

    /** Machine: consent challenges. */
    public static final String SCOPE_CHALLENGES = "scope:challenges";

    /** Machine: verified identities. */
    public static final String SCOPE_IDENTITIES = "scope:identities";

    /** Machine: the record. */
    public static final String SCOPE_LEDGER = "scope:ledger";

    /** Machine: figures about challenges, as on a wallboard. */
    public static final String SCOPE_STATISTICS = "scope:statistics";

    /** Machine: panels for agents' desktops. */
    public static final String SCOPE_PANEL = "scope:panel";

    /** Machine: what {@link #ADMIN} does. */
    public static final String SCOPE_ADMIN = "scope:admin";

    /** A wallet that proved its holder key with this request. */
    public static final String WALLET = "wallet";

    /** A customer who signed in to the portal. */
    public static final String CUSTOMER = "customer";

    private Roles() {}
}
