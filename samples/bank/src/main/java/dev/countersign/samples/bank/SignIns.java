package dev.countersign.samples.bank;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * Who may sign in: one agent, and the contact-centre platform as a machine client.
 *
 * @param agent name of the account
 * @param client OAuth client identifier
 */
public record SignIns(String agent, String agentPassword, String client, String clientSecret) {
    private static final String AGENT = "maria";
    private static final String AGENT_NAME = "Maria";
    private static final String CLIENT = "contact-centre";

    /** Returns sign-ins with secrets drawn anew. */
    public static SignIns drawn() {
        return new SignIns(AGENT, secret(9), CLIENT, secret(24));
    }

    /** What the service is told at its start, in development only. */
    Map<String, String> bootstrap() {
        return Map.of(
                "COUNTERSIGN_BOOTSTRAP_STAFF_ACCOUNT", agent,
                "COUNTERSIGN_BOOTSTRAP_STAFF_PASSWORD", agentPassword,
                "COUNTERSIGN_BOOTSTRAP_STAFF_DISPLAY_NAME", AGENT_NAME,
                "COUNTERSIGN_BOOTSTRAP_STAFF_ROLES", "agent,supervisor,admin",
                "COUNTERSIGN_BOOTSTRAP_CLIENT_ID", client,
                "COUNTERSIGN_BOOTSTRAP_CLIENT_SECRET", clientSecret);
    }

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String toString() {
        return "SignIns[" + agent + ", " + client + "]";
    }
}
