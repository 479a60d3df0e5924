// The last line of every test run, in a form any CI can read: "N passed, N failed".
import type { TestCase, TestModule } from 'vitest/node';

export default class PlainReporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests: TestCase[] = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    const failed = tests.filter((test) => test.result().state === 'failed').length + broken + errors.length;
    process.on('exit', () => {
      console.log(`${passed} passed, ${failed} failed`);
      // The test database's package ends the process with 0 once nothing is left to do, whatever the tests said.
      if (failed > 0 || passed === 0) process.exitCode = 1;
    });
  }
}
