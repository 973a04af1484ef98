package dev.countersign.samples.phone;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a phone is started.
 *
 * @param port on the loopback interface; 0 for any that is free
 * @param directory where cards, keys and history are kept, encrypted
 */
public record PhoneOptions(int port, Path directory, Clock clock) {
    /** The port of a phone that nobody told otherwise. */
    public static final int DEFAULT_PORT = 8081;

    /** Returns the options of a phone that lives in this directory. */
    public static PhoneOptions in(Path directory) {
        return new PhoneOptions(DEFAULT_PORT, directory, Clock.systemUTC());
    }

    /** Returns the same options with another port. */
    public PhoneOptions onPort(int other) {
        return new PhoneOptions(other, directory, clock);
    }

    /** Returns the same options with another clock. */
    public PhoneOptions at(Clock other) {
        return new PhoneOptions(port, directory, other);
    }
}
