package dev.countersign.samples.phone;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a phone is started.
 *
 * @param port on the loopback interface; 0 for any that is free
 * @param directory where cards, keys and history are kept, encrypted
 * @param thumb who may answer
 */
public record PhoneOptions(int port, Path directory, Clock clock, Thumb thumb) {
    /** Who may answer what is asked. */
    public enum Thumb {
        /** Whoever has the screen. */
        ITS_OWNER,
        /** Also any program on this machine, without looking: for tests only. */
        A_PROGRAM_TOO
    }

    /** The port of a phone that nobody told otherwise. */
    public static final int DEFAULT_PORT = 8081;

    /** Returns the options of a phone that lives in this directory. */
    public static PhoneOptions in(Path directory) {
        return new PhoneOptions(DEFAULT_PORT, directory, Clock.systemUTC(), Thumb.ITS_OWNER);
    }

    /** Returns the same options with another port. */
    public PhoneOptions onPort(int other) {
        return new PhoneOptions(other, directory, clock, thumb);
    }

    /** Returns the same options with another clock. */
    public PhoneOptions at(Clock other) {
        return new PhoneOptions(port, directory, other, thumb);
    }

    /** Returns the same options for a phone that lives elsewhere. */
    public PhoneOptions livingIn(Path other) {
        return new PhoneOptions(port, other, clock, thumb);
    }

    /** Returns the same options for a phone that also answers as a program says, at {@code POST /script/answer}. */
    public PhoneOptions scripted() {
        return new PhoneOptions(port, directory, clock, Thumb.A_PROGRAM_TOO);
    }
}
