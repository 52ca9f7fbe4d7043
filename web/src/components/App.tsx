import type { Environment } from '../app/environment';
import type { Model } from '../app/model';
import { useFocusOnChange } from '../hooks/useFocusOnChange';
import { useObservable } from '../hooks/useObservable';
import { CrashBoundary } from './CrashBoundary';
import { HomeScreen } from './home/HomeScreen';
import { EnvironmentGate } from './room/EnvironmentGate';
import { MissingScreen } from './room/MissingScreen';
import { RoomView } from './room/RoomView';
import { LiveRegion } from './ui/LiveRegion';

interface AppProps {
  readonly model: Model;
  readonly environment: Environment;
}

export function App({ model, environment }: AppProps) {
  const { route, session } = useObservable(model);
  useFocusOnChange(route.screen === 'room' ? route.room : route.screen);
  return (
    <CrashBoundary>
      {route.screen === 'home' && <HomeScreen />}
      {route.screen === 'missing' && <MissingScreen />}
      {session && (
        <EnvironmentGate environment={environment}>
          <RoomView key={session.room} session={session} />
        </EnvironmentGate>
      )}
      <LiveRegion />
    </CrashBoundary>
  );
}
