package io.cuantovale.gateway;

import io.cuantovale.gateway.check.PredictionCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Starts the gateway, or with {@code check URL} asks a running one for a prediction and exits. */
@QuarkusMain
public final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0 && args[0].equals("check")) {
            System.exit(PredictionCheck.main(Arrays.copyOfRange(args, 1, args.length), System.out));
        }
        Quarkus.run(args);
    }
}
