package dev.countersign.samples.phone;

import java.nio.file.Path;

/** Starts a phone from the command line: {@code --port 8081 --directory ./phone-data}. */
public final class PhoneMain {
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
            throw new IllegalArgumentException("arguments (expected: --port NUMBER, --directory PATH)");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            options = switch (arguments[i]) {
                case "--port" -> options.onPort(Integer.parseInt(value));
                case "--directory" -> new PhoneOptions(options.port(), Path.of(value), options.clock());
                default ->
                    throw new IllegalArgumentException(arguments[i] + " (expected: --port NUMBER, --directory PATH)");
            };
        }
        return options;
    }
}
