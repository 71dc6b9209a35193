import { context, trace, SpanStatusCode, type Span } from '@opentelemetry/api';
import type { Config } from '../config/index.js';

const tracer = () => trace.getTracer('testforge');

/**
 * Starts OpenTelemetry when `OTEL_ENABLED` is set; otherwise nothing is loaded and spans cost nothing.
 * Returns the function that flushes and stops it.
 */
export async function startTracing(config: Config, service: string): Promise<() => Promise<void>> {
  if (!config.OTEL_ENABLED) return async () => undefined;
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const url = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const sdk = new NodeSDK({
    serviceName: service,
    traceExporter: new OTLPTraceExporter(url ? { url: `${url.replace(/\/$/, '')}/v1/traces` } : {}),
  });
  sdk.start();
  return () => sdk.shutdown();
}

/** Runs `work` in a span; an error is recorded on it and goes on. */
export async function inSpan<T>(
  name: string,
  attributes: Record<string, string | number>,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const span = tracer().startSpan(name, { attributes });
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}
