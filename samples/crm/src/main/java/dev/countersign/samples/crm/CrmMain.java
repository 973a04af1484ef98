package dev.countersign.samples.crm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Starts the CRM and says where it is. */
public final class CrmMain {
    private CrmMain() {}

    /** Runs until Ctrl-C. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Crm crm = Crm.start(CrmSettings.from(System.getenv()))) {
            out.println("The CRM is at " + crm.address() + " (Ctrl-C ends it)");
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            System.exit(1);
        }
    }
}
