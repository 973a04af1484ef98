package dev.countersign.service.content.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * A storage on this machine with one bucket, that speaks as much of S3 as the store needs, verifies every signature over the
 * bytes as they came, lists two keys at a time, and fails as it is told.
 */
final class S3Server implements AutoCloseable {
    static final AwsCredentialsIdentity CREDENTIALS = AwsCredentialsIdentity.create("AKIDTEST", "a-secret-of-the-test");
    static final String BUCKET = "bank-contents";

    private static final Pattern SIGNED = Pattern.compile("SignedHeaders=([a-z0-9;-]+)");
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int PAGE = 2;

    /** What the next request meets instead of an answer. */
    enum Failure {
        SLOW_DOWN,
        CUT,
        NOT_A_LIST
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(byte[] bytes, Instant modified) {}

    final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    final AtomicInteger requests = new AtomicInteger();
    private final Deque<Failure> failures = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    S3Server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void fails(Failure... next) {
        failures.addAll(List.of(next));
    }

    /** Puts an object of somebody else into the bucket. */
    void holds(String key) {
        objects.put(key, new Stored(new byte[1], Instant.now()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Failure failure = failures.poll();
        if (failure == Failure.CUT) {
            // Begins an answer and is gone.
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.close();
        } else if (failure == Failure.SLOW_DOWN) {
            error(exchange, 503, "SlowDown");
        } else if (failure == Failure.NOT_A_LIST) {
            answer(
                    exchange,
                    200,
                    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Key>&b;</Key>"
                            .getBytes(StandardCharsets.UTF_8));
        } else if (!signed(exchange, body)) {
            error(exchange, 403, "SignatureDoesNotMatch");
        } else {
            serve(exchange, body);
        }
    }

    private static boolean signed(HttpExchange exchange, byte[] body) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Matcher headers = SIGNED.matcher(authorization);
        if (!headers.find()) {
            return false;
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .uri(URI.create("http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI()))
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()));
        Arrays.stream(headers.group(1).split(";"))
                .filter(name ->
                        !Set.of("host", "x-amz-date", "x-amz-content-sha256").contains(name))
                .forEach(name ->
                        request.putHeader(name, exchange.getRequestHeaders().getFirst(name)));
        Instant at = LocalDateTime.parse(exchange.getRequestHeaders().getFirst("X-Amz-Date"), AMZ_DATE)
                .toInstant(ZoneOffset.UTC);
        String expected = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(CREDENTIALS)
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-test-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
        return authorization.equals(expected);
    }

    private void serve(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/" + BUCKET)) {
            list(exchange);
            return;
        }
        String key = path.substring(("/" + BUCKET + "/").length());
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(key, new Stored(body, Instant.now()));
                answer(exchange, 200, new byte[0]);
            }
            case "GET" -> get(exchange, key);
            case "DELETE" -> {
                objects.remove(key);
                answer(exchange, 204, new byte[0]);
            }
            default -> error(exchange, 405, "MethodNotAllowed");
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        int size = stored.bytes().length;
        if (!range.matches() || Integer.parseInt(range.group(1)) >= size) {
            error(exchange, 416, "InvalidRange");
            return;
        }
        int first = Integer.parseInt(range.group(1));
        int end = Math.min(Integer.parseInt(range.group(2)) + 1, size);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + size);
        answer(exchange, 206, Arrays.copyOfRange(stored.bytes(), first, end));
    }

    private void list(HttpExchange exchange) throws IOException {
        String prefix = parameter(exchange, "prefix");
        NavigableMap<String, Stored> behind = objects.tailMap(parameter(exchange, "start-after"), false);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        List<String> keys =
                behind.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        xml.append("<IsTruncated>").append(keys.size() > PAGE).append("</IsTruncated>");
        keys.stream().limit(PAGE).forEach(key -> xml.append("<Contents><Key>")
                .append(key)
                .append("</Key><LastModified>")
                .append(objects.get(key).modified())
                .append("</LastModified><Size>1</Size></Contents>"));
        answer(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String parameter(HttpExchange exchange, String name) {
        return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        answer(
                exchange,
                status,
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                                + exchange.getRequestHeaders().getFirst("Authorization") + "</Message></Error>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
