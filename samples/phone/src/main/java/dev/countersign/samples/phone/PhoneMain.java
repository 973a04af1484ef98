package dev.countersign.samples.phone;

import java.nio.file.Path;

/** Starts a phone from the command line: {@code --port 8081 --directory ./phone-data}. */
public final class PhoneMain {
    private static final String EXPECTED = "--port NUMBER, --directory PATH, --scripted yes|no";

    private PhoneMain() {}

    /** Starts a phone that runs until the process is ended. */
    @SuppressWarnings("SystemOut") // It is what this program says to whoever started it.
    public static void main(String[] arguments) {
        PhoneOptions options = parse(arguments);
        Phone phone = Phone.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(phone::close));
        System.out.println("The phone's screen: " + phone.address());
    }

    static PhoneOptions parse(String... arguments) {
        PhoneOptions options = PhoneOptions.in(Path.of("phone-data"));
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("arguments (expected: " + EXPECTED + ")");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            options = switch (arguments[i]) {
                case "--port" -> options.onPort(Integer.parseInt(value));
                case "--scripted" -> scripted(options, value);
                case "--directory" -> options.livingIn(Path.of(value));
                default -> throw new IllegalArgumentException(arguments[i] + " (expected: " + EXPECTED + ")");
            };
        }
        return options;
    }

    private static PhoneOptions scripted(PhoneOptions options, String value) {
        return switch (value) {
            case "yes" -> options.scripted();
            case "no" -> options;
            default -> throw new IllegalArgumentException("--scripted (expected: yes or no)");
        };
    }
}
