package dev.countersign.samples.bot;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A chat bot in a terminal. It is about to change a delivery address, and does so only when the customer has said yes on the
 * phone.
 *
 * <p>Settings come from the environment: {@code COUNTERSIGN_URL}, {@code COUNTERSIGN_CLIENT_ID},
 * {@code COUNTERSIGN_CLIENT_SECRET}. The one argument is the customer number or telephone number.
 */
public final class Bot {
    private Bot() {}

    /** Runs one conversation; exits with 0 when it acted, 1 when it must not, 2 when it was called wrongly. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: bot <customer number or +telephone>");
            System.exit(2);
        }
        URI issuer = URI.create(setting("COUNTERSIGN_URL"));
        Credentials credentials =
                new Credentials(setting("COUNTERSIGN_CLIENT_ID"), setting("COUNTERSIGN_CLIENT_SECRET"));
        boolean acted =
                new ChangeAddress(AskConsent.at(issuer, credentials, new Terminal()), new Terminal()).run(arguments[0]);
        System.exit(acted ? 0 : 1);
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException("environment: " + name + " is not set");
        }
        return value;
    }

    /** Speaks by printing. */
    private static final class Terminal implements Conversation {
        @Override
        public void say(String sentence) {
            System.out.println("bot: " + sentence);
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    }
}
