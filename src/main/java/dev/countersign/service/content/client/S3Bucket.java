package dev.countersign.service.content.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where objects are, addressed by path: {@code https://endpoint/bucket/prefix...}.
 *
 * @param endpoint scheme, host and port
 * @param prefix of all our objects' keys; may be empty
 */
record S3Bucket(URI endpoint, String name, String prefix) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]{0,62}/){0,8}");

    /**
     * Checks all three.
     *
     * @throws IllegalStateException with what to set
     */
    S3Bucket {
        String path = endpoint.getRawPath();
        if (endpoint.getHost() == null
                || endpoint.getRawQuery() != null
                || endpoint.getRawUserInfo() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new IllegalStateException(
                    S3Settings.ENDPOINT + " is " + endpoint + " (expected: such as https://s3.eu-central-1.example)");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(S3Settings.BUCKET + " is " + name + " (expected: a bucket's name)");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalStateException(S3Settings.PREFIX + " is " + prefix + " (expected: such as countersign/)");
        }
    }

    /** Returns the address of an object. */
    URI object(String object) {
        return endpoint.resolve("/" + name + "/" + prefix + object);
    }

    /** Returns the address of a list of objects behind this one. */
    URI list(String after, int most) {
        return endpoint.resolve("/" + name + "?list-type=2&max-keys=" + most + "&prefix=" + encoded(prefix)
                + "&start-after=" + encoded(prefix + after));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return endpoint.getHost() + "/" + name + "/" + prefix;
    }
}
